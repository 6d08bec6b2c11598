	.file	"quicksort.c"
	.option nopic
	.attribute arch, "rv32i2p1_m2p0"
	.attribute unaligned_access, 0
	.attribute stack_align, 16
	.text
	.align	2
	.type	up, @function
up:
	lw	a0,0(a0)
	lw	a5,0(a1)
	sub	a0,a0,a5
	ret
	.size	up, .-up
	.align	2
	.type	down, @function
down:
	lw	a4,0(a1)
	lw	a0,0(a0)
	sub	a0,a4,a0
	ret
	.size	down, .-down
	.align	2
	.type	sort, @function
sort:
	sub	a5,a1,a0
	li	a4,4
	ble	a5,a4,.L14
	srai	a5,a5,3
	slli	a5,a5,2
	add	a5,a0,a5
	lw	a5,0(a5)
	addi	sp,sp,-48
	sw	s0,40(sp)
	sw	s1,36(sp)
	sw	s2,32(sp)
	sw	s3,28(sp)
	sw	s4,24(sp)
	sw	ra,44(sp)
	mv	s3,a0
	mv	s4,a1
	mv	s2,a2
	sw	a5,12(sp)
	addi	s1,a1,-4
	mv	s0,a0
.L5:
	bleu	s0,s1,.L10
.L11:
	mv	a2,s2
	addi	a1,s1,4
	mv	a0,s3
	call	sort
	mv	a2,s2
	mv	a1,s4
	mv	a0,s0
	call	sort
	lw	ra,44(sp)
	lw	s0,40(sp)
	lw	s1,36(sp)
	lw	s2,32(sp)
	lw	s3,28(sp)
	lw	s4,24(sp)
	addi	sp,sp,48
	jr	ra
.L6:
	addi	s0,s0,4
.L10:
	addi	a1,sp,12
	mv	a0,s0
	jalr	s2
	blt	a0,zero,.L6
.L7:
	addi	a1,sp,12
	mv	a0,s1
	jalr	s2
	bgt	a0,zero,.L8
	bgtu	s0,s1,.L11
	lw	a4,0(s1)
	lw	a5,0(s0)
	addi	s1,s1,-4
	sw	a4,0(s0)
	sw	a5,4(s1)
	addi	s0,s0,4
	j	.L5
.L8:
	addi	s1,s1,-4
	j	.L7
.L14:
	ret
	.size	sort, .-sort
	.section	.text.startup,"ax",@progbits
	.align	2
	.globl	main
	.type	main, @function
main:
	addi	sp,sp,-64
	sw	s1,52(sp)
	lui	s1,%hi(orders)
	sw	s3,44(sp)
	sw	s4,40(sp)
	sw	s6,32(sp)
	addi	s1,s1,%lo(orders)
	lui	s4,%hi(.LANCHOR1)
	li	s3,32768
	lui	s6,%hi(.LANCHOR0)
	sw	s0,56(sp)
	sw	s7,28(sp)
	sw	s8,24(sp)
	sw	s9,20(sp)
	sw	s10,16(sp)
	sw	s11,12(sp)
	sw	ra,60(sp)
	sw	s2,48(sp)
	sw	s5,36(sp)
	addi	s11,s1,8
	li	s8,0
	addi	s0,s4,%lo(.LANCHOR1)
	li	s10,5
	li	s9,-3
	addi	s3,s3,-1
	addi	s7,s6,%lo(.LANCHOR0)
.L18:
	lw	s5,0(s1)
	li	a4,7
	sw	a4,8(s0)
	lui	a5,%hi(.LANCHOR1+32)
	li	a4,-32768
	sw	a4,20(s0)
	mv	a2,s5
	li	a4,1
	addi	a1,a5,%lo(.LANCHOR1+32)
	mv	a0,s0
	sw	s10,0(s0)
	sw	s9,4(s0)
	sw	zero,12(s0)
	sw	s3,16(s0)
	sw	a4,24(s0)
	sw	a4,28(s0)
	addi	s2,s4,%lo(.LANCHOR1)
	call	sort
.L19:
	mv	a0,s2
	addi	s2,s2,4
	mv	a1,s2
	jalr	s5
	lui	a5,%hi(.LANCHOR1+28)
	sgt	a0,a0,zero
	addi	a4,a5,%lo(.LANCHOR1+28)
	add	s8,s8,a0
	bne	s2,a4,.L19
	addi	a3,s6,%lo(.LANCHOR0)
	li	a4,0
	li	a6,3
	li	a1,300
.L20:
	mul	a0,a4,a6
	lbu	a2,0(a3)
	addi	a4,a4,1
	addi	a3,a3,1
	add	a2,a2,a0
	sb	a2,-1(a3)
	bne	a4,a1,.L20
	addi	s1,s1,4
	bne	s1,s11,.L18
	lbu	a3,299(s7)
	lui	a4,%hi(count)
	sw	s8,%lo(count)(a4)
	li	a4,2
	li	a0,0
	bne	a3,a4,.L22
	li	a0,42
.L22:
	lw	ra,60(sp)
	lw	s0,56(sp)
	lw	s1,52(sp)
	lw	s2,48(sp)
	lw	s3,44(sp)
	lw	s4,40(sp)
	lw	s5,36(sp)
	lw	s6,32(sp)
	lw	s7,28(sp)
	lw	s9,20(sp)
	lw	s10,16(sp)
	lw	s11,12(sp)
	add	a0,a0,s8
	lw	s8,24(sp)
	addi	sp,sp,64
	jr	ra
	.size	main, .-main
	.globl	count
	.data
	.align	2
	.set	.LANCHOR1,. + 0
	.type	words, @object
	.size	words, 32
words:
	.word	1
	.zero	28
	.bss
	.align	2
	.set	.LANCHOR0,. + 0
	.type	bytes, @object
	.size	bytes, 300
bytes:
	.zero	300
	.section	.sbss,"aw",@nobits
	.align	2
	.type	count, @object
	.size	count, 4
count:
	.zero	4
	.section	.srodata,"a"
	.align	2
	.type	orders, @object
	.size	orders, 8
orders:
	.word	up
	.word	down
	.ident	"GCC: (12.2.0-14+deb12u1+11+b2) 12.2.0"
